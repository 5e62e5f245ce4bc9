/** Filters the list of changes, and keeps the selection in the URL so that it can be linked. */
const form = document.querySelector<HTMLFormElement>("[data-filter]");
if (form) {
  const items = [...document.querySelectorAll<HTMLElement | SVGElement>("[data-tag]")];
  const groups = [...document.querySelectorAll<HTMLElement>("[data-group]")];
  const output = form.querySelector("output");
  const selects = [...form.querySelectorAll("select")];

  const apply = () => {
    let shown = 0;
    for (const item of items) {
      const fits = selects.every(
        ({ name, value }) => value === "" || (item.dataset[name] ?? "").split(" ").includes(value),
      );
      item.toggleAttribute("hidden", !fits);
      // The picture of a timeline repeats what the list has.
      if (fits && item instanceof HTMLElement) shown += 1;
    }
    for (const group of groups) group.hidden = !group.querySelector("[data-tag]:not([hidden])");
    if (output) output.textContent = shown === 1 ? "1 change" : `${shown} changes`;
  };
  const readAddress = () => {
    const chosen = new URLSearchParams(location.search);
    for (const select of selects) {
      select.value = chosen.get(select.name) ?? "";
      if (select.selectedIndex < 0) select.value = "";
    }
    apply();
  };
  const writeAddress = () => {
    const chosen = new URLSearchParams(selects.flatMap(({ name, value }) => (value ? [[name, value]] : [])));
    const query = chosen.size > 0 ? `?${chosen}` : location.pathname;
    history.replaceState(null, "", query);
    apply();
  };
  form.addEventListener("change", writeAddress);
  form.addEventListener("reset", () => setTimeout(writeAddress));
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("popstate", readAddress);
  readAddress();
}
