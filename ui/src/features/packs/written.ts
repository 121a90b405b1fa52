import type { Written } from '@/lib/api';

/** Reads the fields of a rule as they are written in its pack; what is not as expected reads as absent. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;
}

export function list(value: unknown): string[] {
  return (Array.isArray(value) ? value : value === undefined || value === null ? [] : [value])
    .map(text)
    .filter((one) => one !== undefined);
}

export function map(value: unknown): Written | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Written)
    : undefined;
}

export function maps(value: unknown): Written[] {
  return (Array.isArray(value) ? value : [value]).map(map).filter((one) => one !== undefined);
}

/** Minutes after midnight of `08:00`; `24:00` and a `00:00` that ends a window are the end of the day. */
export function minuteOf(time: unknown): number | undefined {
  const found = text(time)?.match(/^(\d\d):(\d\d)/);
  return found ? Number(found[1]) * 60 + Number(found[2]) : undefined;
}

/** One line of YAML's flow style, for showing what no better words are known for. */
export function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  const fields = map(value);
  if (fields)
    return `{${Object.entries(fields)
      .map(([name, inner]) => `${name}: ${flow(inner)}`)
      .join(', ')}}`;
  return value === null || value === undefined ? '~' : String(value);
}
