// The piano's keys as buttons: for a pointer, for the arrow keys, and for letters as on a computer's
// keyboard. The tabulator key reaches one of them, as in a toolbar.
"use strict";
(() => {
  const nocturne = (globalThis.nocturne ??= {});
  const { LOWEST_KEY, HIGHEST_KEY, OCTAVE, isBlack, pitchName } = nocturne;
  const MIDDLE_C = 60;
  /** Two rows of letters are the white and black keys from C on. */
  const LETTERS = "awsedftgyhujkolp";
  const STEPS = { ArrowRight: 1, ArrowLeft: -1, ArrowUp: OCTAVE, ArrowDown: -OCTAVE };

  class Keys {
    #frame;
    #buttons = new Map();
    #pressed;
    #octave = MIDDLE_C;

    /**
     * @param frame the element that holds the keys
     * @param pressed is called with a pitch, and whether it belongs to the note before
     */
    constructor(frame, pressed) {
      this.#frame = frame;
      this.#pressed = pressed;
      for (let pitch = LOWEST_KEY; pitch <= HIGHEST_KEY; pitch++) frame.append(this.#button(pitch));
      frame.addEventListener("click", (event) => {
        const button = event.target.closest("button");
        if (!button) return;
        const pitch = Number(button.dataset.pitch);
        this.#moveTo(pitch);
        this.#press(pitch, event.shiftKey);
      });
      frame.addEventListener("keydown", (event) => this.#key(event));
      this.#moveTo(MIDDLE_C);
      this.#center(MIDDLE_C);
    }

    #button(pitch) {
      const button = document.createElement("button");
      button.type = "button";
      button.dataset.pitch = pitch;
      button.tabIndex = -1;
      button.className = isBlack(pitch) ? "black" : "white";
      button.setAttribute("aria-label", pitchName(pitch).replace("#", " sharp "));
      if (pitch % OCTAVE === 0) button.textContent = pitchName(pitch);
      this.#buttons.set(pitch, button);
      return button;
    }

    #key(event) {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      const at = Number(document.activeElement.dataset.pitch);
      const letter = LETTERS.indexOf(event.key.toLowerCase());
      if (event.key in STEPS) {
        const pitch = at + STEPS[event.key];
        if (this.#buttons.has(pitch)) this.#moveTo(pitch, true);
      } else if (event.key.length === 1 && letter >= 0) {
        if (!event.repeat) this.#press(this.#octave + letter, event.shiftKey);
      } else if (event.key === "Enter" || event.key === " ") {
        if (!event.repeat) this.#press(at, event.shiftKey);
      } else {
        return;
      }
      event.preventDefault();
    }

    #press(pitch, isTogether) {
      if (this.#buttons.has(pitch)) this.#pressed(pitch, isTogether);
    }

    /** Makes a key the one that the tabulator key reaches; letters begin at its octave's C. */
    #moveTo(pitch, isFocused = false) {
      for (const button of this.#frame.querySelectorAll("[tabindex='0']")) button.tabIndex = -1;
      const button = this.#buttons.get(pitch);
      button.tabIndex = 0;
      this.#octave = pitch - (pitch % OCTAVE);
      if (isFocused) {
        button.focus({ preventScroll: true });
        this.#reveal(pitch);
      }
    }

    /** Scrolls the keys if one is out of sight. */
    #reveal(pitch) {
      const { offsetLeft, offsetWidth } = this.#buttons.get(pitch);
      const { scrollLeft, clientWidth } = this.#frame;
      const isInSight = offsetLeft >= scrollLeft && offsetLeft + offsetWidth <= scrollLeft + clientWidth;
      if (!isInSight) this.#center(pitch);
    }

    #center(pitch) {
      const { offsetLeft, offsetWidth } = this.#buttons.get(pitch);
      this.#frame.scrollLeft = offsetLeft - (this.#frame.clientWidth - offsetWidth) / 2;
    }

    /** Shows which keys sound. */
    light(pitches) {
      for (const button of this.#frame.querySelectorAll(".lit")) button.classList.remove("lit");
      for (const pitch of pitches) this.#buttons.get(pitch)?.classList.add("lit");
    }
  }

  nocturne.Keys = Keys;
})();
