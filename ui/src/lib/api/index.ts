export { api, apiUrl, onSignedOut, type Query } from './client';
export { itemsOf, type PagedQuery, totalOf, usePages } from './pages';
export { ApiProblem, isProblem } from './problem';
export type * from './types';
