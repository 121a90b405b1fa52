import { describe, expect, it } from 'vitest';
import { canReach } from '@/features/gate/channels';
import {
  axisOf,
  type Block,
  blocksOf,
  type DayRow,
  pointed,
  rowsOf,
  stepFrom,
  ticksOf,
  xOf,
} from '@/features/gate/weekMath';
import type { SpanView } from '@/lib/api';
import { instantOf, localTime, shiftDays } from '@/lib/time';

const hour = 3_600_000;
const start = Date.parse('2026-03-07T05:00:00Z');
const iso = (ms: number) => new Date(ms).toISOString();
const piece = (from: number, hours: number, minute: number) => ({
  from: iso(from),
  until: iso(from + hours * hour),
  minute,
});
const span = (from: number, until: number, verdict: SpanView['verdict'] = 'permit'): SpanView => ({
  from: iso(from),
  until: iso(until),
  verdict,
  rules: [],
  obligations: [],
});
/** New York: an ordinary Saturday, and the Sunday on which clocks go from 2:00 to 3:00. */
const spring = {
  days: [
    { date: '2026-03-07', pieces: [piece(start, 24, 0)] },
    { date: '2026-03-08', pieces: [piece(start + 24 * hour, 2, 0), piece(start + 26 * hour, 21, 180)] },
  ],
};
/** The Saturday before, and the Sunday on which clocks go from 2:00 back to 1:00. */
const autumn = {
  days: [
    { date: '2026-10-31', pieces: [piece(start, 24, 0)] },
    { date: '2026-11-01', pieces: [piece(start + 24 * hour, 2, 0), piece(start + 26 * hour, 23, 60)] },
  ],
};

describe('a week with an hour that is skipped', () => {
  const axis = axisOf(spring);
  const rows = rowsOf(spring, axis);

  it('keeps every local time in its place and the skipped hour empty', () => {
    expect(axis.length).toBe(1440);
    expect(rows[1]?.blanks).toEqual([{ x: 120, width: 60 }]);
    expect(xOf(rows[1] as DayRow, start + 26 * hour)).toBe(180);
    expect(xOf(rows[1] as DayRow, start + 47 * hour)).toBeNull();
  });

  it('cuts a span that lies over the gap, and loses no minute of it', () => {
    const blocks = blocksOf(rows, [span(start, start + 47 * hour)]);
    expect(blocks[1]?.map(({ x, width }) => [x, width])).toEqual([
      [0, 120],
      [180, 1260],
    ]);
    expect(blocks.flat().reduce((sum, one) => sum + one.until - one.from, 0)).toBe(47 * hour);
  });
});

describe('a week with an hour that comes twice', () => {
  const axis = axisOf(autumn);
  const rows = rowsOf(autumn, axis);

  it('gives the hour two places, of which other days have one', () => {
    expect(axis).toEqual({ length: 1500, repeat: { start: 60, end: 120 } });
    expect(rows[0]?.blanks).toEqual([{ x: 120, width: 60 }]);
    expect(rows[1]?.blanks).toEqual([]);
    expect(xOf(rows[1] as DayRow, start + 25.5 * hour)).toBe(90);
    expect(xOf(rows[1] as DayRow, start + 26.5 * hour)).toBe(150);
  });

  it('keeps 8:00 under 8:00 on both days', () => {
    expect(xOf(rows[0] as DayRow, start + 8 * hour)).toBe(xOf(rows[1] as DayRow, start + 33 * hour));
  });

  it('marks the hour a second time', () => {
    expect(ticksOf(axis, 3).filter((tick) => tick.again)).toEqual([{ x: 120, hour: 1, again: true }]);
  });
});

it('borders that are no whole hours stay where they are', () => {
  const rows = rowsOf(spring, axisOf(spring));
  const blocks = blocksOf(rows, [
    span(start + 7.5 * hour, start + 21 * hour),
    span(start + 21 * hour, start + 23.75 * hour, 'refuse'),
  ]);
  expect(blocks[0]?.map(({ x, width }) => [x, width])).toEqual([
    [450, 810],
    [1260, 165],
  ]);
});

it('a pointer means a moment within its block, on whole steps', () => {
  const days = blocksOf(rowsOf(spring, axisOf(spring)), [span(start + 8 * hour, start + 9 * hour)]);
  const block = days[0]?.[0] as Block;
  expect(pointed(block, 0.5)).toBe(start + 8.5 * hour);
  expect(pointed(block, 0.51)).toBe(start + 8.5 * hour);
  expect(pointed(block, 1)).toBe(start + 9 * hour - 60_000);
});

it('arrow keys lead through time sideways and to the same hour up and down, within the week', () => {
  const blocks = blocksOf(rowsOf(spring, axisOf(spring)), [
    span(start, start + 8 * hour, 'refuse'),
    span(start + 8 * hour, start + 21 * hour),
    span(start + 21 * hour, start + 31 * hour, 'refuse'),
    span(start + 31 * hour, start + 47 * hour),
  ]);
  expect(stepFrom(blocks, { day: 0, index: 2 }, 'ArrowRight')).toEqual({ day: 1, index: 0 });
  expect(stepFrom(blocks, { day: 1, index: 0 }, 'ArrowLeft')).toEqual({ day: 0, index: 2 });
  expect(stepFrom(blocks, { day: 0, index: 1 }, 'ArrowDown')).toEqual({ day: 1, index: 2 });
  expect(stepFrom(blocks, { day: 0, index: 0 }, 'ArrowUp')).toEqual({ day: 0, index: 0 });
  expect(stepFrom(blocks, { day: 1, index: 2 }, 'ArrowRight')).toEqual({ day: 1, index: 2 });
  expect(stepFrom(blocks, { day: 0, index: 1 }, 'x')).toEqual({ day: 0, index: 1 });
});

it('turns by whole weeks over the end of a year', () => {
  expect(shiftDays('2026-12-28', 7)).toBe('2027-01-04');
});

it('a local time is asked about as the moment it is there, also where clocks are elsewhere', () => {
  expect(instantOf('2026-03-02T21:00', 'Asia/Shanghai')).toBe('2026-03-02T13:00:00.000Z');
  expect(localTime('2026-03-02T13:00:00Z', 'America/New_York')).toBe('2026-03-02T08:00');
});

it('a channel reaches only the points it can', () => {
  expect([canReach('sms', 'home'), canReach('call', 'work'), canReach('visit', 'address')]).toEqual([
    false,
    true,
    true,
  ]);
});
