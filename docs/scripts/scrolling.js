// A table that scrolls sideways is reached with the Tab key; the theme puts it into its wrapper after the page is read.
const reached = () => document.querySelectorAll(".md-typeset__scrollwrap").forEach((one) => { one.tabIndex = 0; });
new MutationObserver(reached).observe(document.body, { childList: true, subtree: true });
reached();
