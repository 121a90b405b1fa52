import { describe, expect, it } from 'vitest';
import { canReach } from '@/features/gate/channels';
import { gridOf, shiftDays, stepFrom } from '@/features/gate/week';
import type { WeekView } from '@/lib/api';
import { instantOf, localTime } from '@/lib/time';

const day = (date: string, missing?: number) => ({
  date,
  hours: Array.from({ length: 24 }, (_, hour) => ({ hour, verdict: 'permit' as const, rules: [] })).filter(
    (one) => one.hour !== missing,
  ),
});
const grid = gridOf({ days: [day('2026-03-07'), day('2026-03-08', 2)] } as unknown as WeekView);

describe('the week', () => {
  it('keeps its place for an hour that a day does not have', () => {
    expect(grid[1]?.cells[2]).toBeNull();
    expect(grid[1]?.cells[3]?.hour).toBe(3);
  });
  it('is walked by arrow keys, within its edges and over missing hours', () => {
    expect(stepFrom(grid, { day: 0, hour: 23 }, 'ArrowRight', false)).toEqual({ day: 0, hour: 23 });
    expect(stepFrom(grid, { day: 1, hour: 1 }, 'ArrowRight', false)).toEqual({ day: 1, hour: 3 });
    expect(stepFrom(grid, { day: 0, hour: 5 }, 'ArrowRight', true)).toEqual({ day: 1, hour: 5 });
    expect(stepFrom(grid, { day: 0, hour: 5 }, 'x', false)).toEqual({ day: 0, hour: 5 });
  });
  it('turns by whole weeks over the end of a year', () => {
    expect(shiftDays('2026-12-28', 7)).toBe('2027-01-04');
  });
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
