/**
 * The selected option of the result list, following the ARIA combobox pattern: the focus stays in the field, which
 * names the option by `aria-activedescendant`.
 */
export class ActiveOption {
  readonly #field: HTMLInputElement;
  readonly #list: HTMLElement;
  #active: HTMLElement | undefined;

  constructor(field: HTMLInputElement, list: HTMLElement) {
    this.#field = field;
    this.#list = list;
  }

  get current(): HTMLElement | undefined {
    return this.#active;
  }

  get options(): HTMLElement[] {
    return [...this.#list.querySelectorAll<HTMLElement>("[role=option]")];
  }

  set(option: HTMLElement | undefined): void {
    if (this.#active) this.#active.ariaSelected = "false";
    this.#active = option;
    if (option) {
      option.ariaSelected = "true";
      this.#field.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else this.#field.removeAttribute("aria-activedescendant");
  }

  /** Arrows move, beyond either end back to the field; Enter opens; Escape deselects, then leaves the field. */
  onKey(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const { key } = event;
    if (key === "ArrowDown" || key === "ArrowUp") this.#move(key === "ArrowDown" ? 1 : -1);
    else if (key === "Enter" && this.#active) open(event, this.#active);
    else if (key === "Escape" && this.#active) this.set(undefined);
    else if (key === "Escape") this.#field.blur();
    else return;
    event.preventDefault();
  }

  #move(step: 1 | -1): void {
    const { options } = this;
    const first = step > 0 ? 0 : options.length - 1;
    this.set(options[this.#active ? options.indexOf(this.#active) + step : first]);
  }
}

/** Clicks the option, so that Ctrl or Command open another tab. */
function open({ ctrlKey, metaKey, shiftKey }: KeyboardEvent, option: HTMLElement): void {
  option.dispatchEvent(
    new MouseEvent("click", { ctrlKey, metaKey, shiftKey, bubbles: true, cancelable: true }),
  );
}
