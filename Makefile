# Commandes du projet. `make` seul affiche l’aide.

PORT ?= 8501
ADDRESS ?= 127.0.0.1
# Noms sous lesquels le tableau de bord répond quand il est ouvert au réseau (séparés par des virgules) ;
# à donner dès que ADDRESS change.
HOSTS ?=
WORKERS ?= 2
PYTHON ?= python3

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
RUN := $(BIN)/python -m streamlit run app.py --server.port $(PORT) --server.address $(ADDRESS)
ifneq ($(ADDRESS),127.0.0.1)
# Streamlit veut l’option une fois par nom : il prendrait une liste pour un seul nom.
virgule := ,
RUN += $(foreach host,$(subst $(virgule), ,$(HOSTS)),--server.allowedHosts '$(host)')
endif

.DEFAULT_GOAL := help
.PHONY: help run dev hosts test lint format gallery bench data geo fiches clean

help: ## Afficher cette aide
	@echo "Observatoire emploi-formation Hauts-de-France"
	@echo
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-8s %s\n", $$1, $$2}'
	@echo
	@echo "  PORT=8502 change le port ; ADDRESS=0.0.0.0 HOSTS=nom ouvre le tableau de bord au réseau."

run: hosts $(VENV)/.app ## Installer si besoin, puis ouvrir le tableau de bord
	@$(BIN)/python -c "import socket; s = socket.socket(); \
		s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1); s.bind(('$(ADDRESS)', $(PORT)))" 2>/dev/null \
		|| { echo "Le port $(PORT) est déjà pris : choisissez-en un autre, par exemple make run PORT=8601"; exit 1; }
	@exec $(RUN)

dev: hosts $(VENV)/.app ## Comme run, en relisant les fichiers à chaque modification
	@exec $(RUN) --server.fileWatcherType auto --server.runOnSave true --client.showErrorDetails full

hosts:
	@test "$(ADDRESS)" = 127.0.0.1 || test -n "$(HOSTS)" \
		|| { echo "Indiquez sous quels noms le tableau de bord répondra : make run ADDRESS=$(ADDRESS) HOSTS=nom"; exit 1; }

test: $(VENV)/.dev lint ## Vérifier le code et lancer tous les tests, navigateur compris
	@$(BIN)/python -m tests.browser.chromium
	@$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --max-worker-restart 0

lint: $(VENV)/.dev ## Vérifier le style et les types du code
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/pyright

format: $(VENV)/.dev ## Mettre le code en forme
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

gallery: $(VENV)/.dev ## Photographier toutes les pages (écrit build/gallery/index.html)
	@$(BIN)/python -m tests.browser.chromium
	@$(BIN)/python -m tests.browser.gallery

bench: $(VENV)/.dev ## Mesurer la vitesse (écrit bench/last.json et bench/README.md)
	@$(BIN)/python -m tests.browser.chromium
	@$(BIN)/python -m bench.run

data: $(VENV)/.dev ## Refaire les données à partir d’un dossier : make data FROM=dossier
	@test -n "$(FROM)" || { echo "Indiquez le dossier des fichiers officiels : make data FROM=dossier"; exit 1; }
	@$(BIN)/python -m loaders.update --from "$(FROM)"

geo: $(VENV)/.dev ## Refaire les contours à partir d’un dossier : make geo FROM=dossier
	@test -n "$(FROM)" || { echo "Indiquez le dossier des contours officiels : make geo FROM=dossier"; exit 1; }
	@$(BIN)/python -m geo.build --from "$(FROM)"

fiches: $(VENV)/.app ## Faire les fiches des 26 SPEL : make fiches TO=dossier ADRESSE=https://…
	@test -n "$(TO)" || { echo "Indiquez où les écrire : make fiches TO=dossier"; exit 1; }
	@$(BIN)/python -m exports.fiches --to "$(TO)" --adresse "$(ADRESSE)"

clean: ## Supprimer l’environnement installé
	@rm -rf $(VENV) *.egg-info build

$(BIN)/python:
	@command -v $(PYTHON) >/dev/null 2>&1 \
		|| { echo "Python est introuvable : installez Python 3.11 ou plus récent."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 ou plus récent est nécessaire. Celui-ci est : $$($(PYTHON) --version). Sinon : make run PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null \
		|| { echo "Le module venv de Python manque. Sous Debian ou Ubuntu : sudo apt install python3-venv"; exit 1; }
	@echo "Création de l’environnement Python…"
	@$(PYTHON) -m venv $(VENV)

# A stamp file per set of packages: nothing is installed again until a list changes.
$(VENV)/.app: requirements.txt pyproject.toml pages/parts/components/pyproject.toml | $(BIN)/python
	@echo "Installation des bibliothèques (moins d’une minute)…"
	@$(PIP) install -r requirements.txt && $(PIP) install --no-deps -e . \
		|| { echo "L’installation a échoué. Vérifiez la connexion au réseau, puis recommencez."; exit 1; }
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.app
	@echo "Installation des outils de test…"
	@$(PIP) install -r requirements-dev.txt \
		|| { echo "L’installation a échoué. Vérifiez la connexion au réseau, puis recommencez."; exit 1; }
	@touch $@
