/** What keeps the program from starting and an operator can mend; its message says how, and holds no token. */
export class StartError extends Error {}
