"""Accessibilité: the legal declaration, from the criteria one by one."""

from figures import conformity
from loaders.conformity import criteria, evaluation
from pages.parts import declaration, show

every, checked = criteria(), evaluation()
found = conformity.conformity(every)
show.message(conformity.mention(found), conformity.lede(found, checked))
declaration.commitment()
declaration.state(every, checked)
declaration.table(every)
declaration.not_accessible(every)
declaration.established(checked)
declaration.contact_and_remedies()
