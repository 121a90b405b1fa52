/** Where the list of overrides is kept. */
export const overridesKey = ['/contacts/overrides'];
