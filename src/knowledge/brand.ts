declare const brand: unique symbol;

/** A value that was checked to be what its name says. */
export type Brand<Value, Name extends string> = Value & { readonly [brand]: Name };
