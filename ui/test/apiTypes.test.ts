import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import openapiTS, { astToString } from 'openapi-typescript';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
/** The generator's command puts a heading on top; what it says is the rest. */
const body = (text: string) => text.slice(text.indexOf('export interface paths'));

it('the generated types are those of the API document; `npm run api` makes them anew', async () => {
  const document = JSON.parse(readFileSync(join(root, '../spec/openapi.json'), 'utf8'));
  const generated = astToString(await openapiTS(document));
  const committed = readFileSync(join(root, 'src/lib/api/schema.d.ts'), 'utf8');
  expect(body(committed) === body(generated), 'spec/openapi.json has changed: run `npm run api`').toBe(true);
});
