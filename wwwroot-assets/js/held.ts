// While the page looks at an earlier moment, everything that counts time on it counts to that moment.
let moment: number | null = null;

/** Holds the page's clocks at a moment (ms since 1970); null lets them run again. */
export const hold = (at: number | null): void => { moment = at; };
/** The moment to count to, where now is `at`. */
export const held = (at: number): number => moment ?? at;
