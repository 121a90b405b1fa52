import { describe, expect, it } from 'vitest';
import { spanOf, stripOf } from '@/features/plan/strip';

const window = (from: string, until: string) => ({ from, until });
const afternoon = { from: '2026-03-02T14:00', to: '2026-03-02T16:00' };

describe('the strip of a day', () => {
  it('lays the span and the windows out in the zone of the person', () => {
    const strip = stripOf(
      { zone: 'America/New_York', windows: [window('2026-03-02T19:30:00Z', '2026-03-02T21:00:00Z')] },
      afternoon,
    );
    expect(strip.days).toBe(1);
    expect(strip.span.left).toBeCloseTo(14 / 24);
    expect(strip.span.width).toBeCloseTo(2 / 24);
    expect(strip.windows[0]?.left).toBeCloseTo(14.5 / 24);
    expect(strip.windows[0]?.width).toBeCloseTo(1.5 / 24);
  });
  it('takes a moment with an offset as one moment for all', () => {
    const moments = { from: '2026-03-02T14:00:00+08:00', to: '2026-03-02T16:00:00+08:00' };
    expect(spanOf(moments, 'America/New_York')).toEqual(spanOf(moments, 'Asia/Shanghai'));
    expect(spanOf(afternoon, 'America/New_York')).not.toEqual(spanOf(afternoon, 'Asia/Shanghai'));
  });
  it('covers whole days, and keeps what lies outside of them inside', () => {
    const strip = stripOf(
      { zone: 'Asia/Shanghai', windows: [window('2026-03-02T00:00:00Z', '2026-03-09T00:00:00Z')] },
      { from: '2026-03-02T22:00', to: '2026-03-04T08:00' },
    );
    expect(strip.days).toBe(3);
    expect((strip.windows[0]?.left ?? 0) + (strip.windows[0]?.width ?? 0)).toBeLessThanOrEqual(1);
  });
});
