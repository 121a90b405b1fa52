import { describe, expect, it } from 'vitest';
import { fileName } from '@/lib/api/client';
import { serverNow, setClock } from '@/lib/clock';
import { formatAmount, formatMoney } from '@/lib/money';
import { shorten } from '@/lib/shorten';
import { ago, clockSpan, dateTime, shortTime, zoneOffset } from '@/lib/time';
import { openTarget } from '@/ui/openTarget';

describe('money', () => {
  it('is shown with the decimals of its currency', () => {
    expect(formatMoney({ minor: 123456789, currency: 'CNY' })).toBe('¥1,234,567.89');
    expect(formatMoney({ minor: 500, currency: 'JPY' })).toBe('JP¥500');
    expect(formatMoney({ minor: -205, currency: 'USD' })).toBe('-$2.05');
    expect(formatAmount({ minor: 100, currency: 'CNY' })).toBe('1.00');
  });
  it('names a currency that has no sign of its own here', () => {
    expect(formatMoney({ minor: 100, currency: 'SEK' })).toBe('1.00 SEK');
  });
});

describe('time', () => {
  const noon = '2026-03-02T04:00:00Z';
  it('is shown in the named zone', () => {
    expect(dateTime(noon, 'Asia/Shanghai')).toBe('2026-03-02 12:00:00');
    expect(dateTime(noon, 'America/New_York')).toBe('2026-03-01 23:00:00');
    expect(zoneOffset(noon, 'Asia/Kolkata')).toBe('UTC+5:30');
  });
  it('drops what a list need not repeat', () => {
    expect(shortTime(noon, '2026-03-02T09:00:00Z', 'Asia/Shanghai')).toBe('12:00:00');
    expect(shortTime(noon, '2026-03-05T09:00:00Z', 'Asia/Shanghai')).toBe('03-02 12:00');
  });
  it('is told in the language of the reader', () => {
    expect(ago(noon, '2026-03-02T04:07:00Z', 'zh')).toBe('7 分钟前');
    expect(ago(noon, '2026-03-02T04:07:00Z', 'en')).toBe('7 minutes ago');
  });
  it('is a position or length as minutes and seconds', () => {
    expect(clockSpan(83.9)).toBe('1:23');
    expect(clockSpan(3600)).toBe('1:00:00');
  });
});

it('a simulated clock runs at its pace from where the server said', () => {
  setClock({ now: '2026-03-02T01:00:00Z', simulated: true, pace: 60 }, 1_000_000);
  expect(new Date(serverNow(1_001_000)).toISOString()).toBe('2026-03-02T01:01:00.000Z');
});

it('a hash keeps its head and tail', () => {
  expect(shorten('0123456789abcdef0123456789abcdef')).toBe('01234567…abcdef');
  expect(shorten('short')).toBe('short');
});

it('a download takes the name the server gave, also in other scripts', () => {
  expect(fileName("attachment; filename=x.zip; filename*=UTF-8''%E8%AF%81%E6%8D%AE.zip")).toBe('证据.zip');
  expect(fileName('attachment; filename="case.zip"')).toBe('case.zip');
  expect(fileName(null)).toBeNull();
});

it('a pasted id leads to its page, anything else to the case list', () => {
  expect(openTarget(' cv0123456789abcdefghij ')).toMatchObject({ to: '/conversations/$id' });
  expect(openTarget('A10023')).toEqual({ to: '/cases', search: { q: 'A10023' } });
  expect(openTarget('  ')).toBeNull();
});
