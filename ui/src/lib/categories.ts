import words from './zh.json';

/** Every finding category of the built-in rulebook, in the order the contract lists them. */
export const categories = Object.keys(words.category);
