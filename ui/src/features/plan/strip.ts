import dayjs from 'dayjs';
import type { PlanRowView } from '@/lib/api';
import { homeZoneName, instantOf } from '@/lib/time';

const dayMs = 86_400_000;

export type Part = { left: number; width: number };
/** Whole local days from the first of the span to its last, in shares of one. */
export type Strip = { days: number; span: Part; windows: Part[]; from: number };

/** A span as a plan was asked for it: `2026-03-02T14:00` is meant in the person's zone, an offset makes it one moment. */
export function spanOf(request: { from: string; to: string }, zone: string): [number, number] {
  return [momentOf(request.from, zone), momentOf(request.to, zone)];
}

function momentOf(text: string, zone: string): number {
  return Date.parse(/(Z|[+-]\d\d:\d\d)$/.test(text) ? text : instantOf(text, zone));
}

/** Where the span and the permitted windows lie on a strip of whole local days. */
export function stripOf(
  row: Pick<PlanRowView, 'zone' | 'windows'>,
  request: { from: string; to: string },
): Strip {
  const zone = row.zone ?? homeZoneName();
  const [from, to] = spanOf(request, zone);
  const first = dayjs(from).tz(zone).startOf('day').valueOf();
  const days = Math.max(1, Math.ceil((to - first) / dayMs));
  const part = (start: number, end: number): Part => {
    const left = clamp((start - first) / (days * dayMs));
    return { left, width: clamp((end - first) / (days * dayMs)) - left };
  };
  return {
    days,
    from: first,
    span: part(from, to),
    windows: row.windows.map((one) => part(Date.parse(one.from), Date.parse(one.until))),
  };
}

function clamp(share: number): number {
  return Math.min(1, Math.max(0, share));
}
