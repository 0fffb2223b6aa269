/** A lab that cannot even begin, or whose outcome cannot be kept: what to say. The exit status is 2. */
export class CannotRun extends Error {}
