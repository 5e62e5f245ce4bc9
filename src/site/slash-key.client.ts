/** "/" focuses the search field of any page, except while the reader types in a field. */
addEventListener("keydown", (event) => {
  const { key, ctrlKey, metaKey, altKey, target } = event;
  if (key !== "/" || ctrlKey || metaKey || altKey) return;
  if (target instanceof Element && target.closest("input, select, textarea, [contenteditable]")) return;
  const field = document.querySelector<HTMLInputElement>("#q");
  if (!field) return;
  event.preventDefault();
  field.focus();
  field.select();
});
