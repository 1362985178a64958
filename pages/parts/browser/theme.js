// The theme: the server paints the charts for the one that the page opened in.

// When the device turns to the other one, the page opens again at its address, which holds every choice.
// Paper is light, for a moment: that is no turn.
const dark = matchMedia("(prefers-color-scheme: dark)");
const darkAtFirst = dark.matches;
dark.addEventListener("change", () => {
  if (dark.matches !== darkAtFirst && !matchMedia("print").matches) location.reload();
});
