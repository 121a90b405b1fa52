import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import relativeTime from 'dayjs/plugin/relativeTime';
import timezone from 'dayjs/plugin/timezone';
import utc from 'dayjs/plugin/utc';

dayjs.extend(utc);
dayjs.extend(timezone);
dayjs.extend(relativeTime);

export type Language = 'zh' | 'en';
type Instant = string | number;

let homeZone = 'Asia/Shanghai';

/** The institution's zone, in which moments are shown unless a view names another. */
export function setHomeZone(zone: string): void {
  homeZone = zone;
}

export function homeZoneName(): string {
  return homeZone;
}

function at(instant: Instant, zone: string) {
  return dayjs(instant).tz(zone);
}

export function dateTime(instant: Instant, zone = homeZone): string {
  return at(instant, zone).format('YYYY-MM-DD HH:mm:ss');
}

export function dateOnly(instant: Instant, zone = homeZone): string {
  return at(instant, zone).format('YYYY-MM-DD');
}

/** The days from one moment up to another, which is not part of them. */
export function daySpan(from: string, to: string): string {
  return `${dateOnly(from)} – ${dateOnly(Date.parse(to) - 1)}`;
}

/** The date so many days later, or earlier, written `2026-03-02`. */
export function shiftDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

export function timeOnly(instant: Instant, zone = homeZone): string {
  return at(instant, zone).format('HH:mm:ss');
}

export function hourMinute(instant: Instant, zone = homeZone): string {
  return at(instant, zone).format('HH:mm');
}

/** Today as time alone, this year without the year: what a dense list needs. */
export function shortTime(instant: Instant, now: Instant, zone = homeZone): string {
  const then = at(instant, zone);
  const today = at(now, zone);
  if (then.isSame(today, 'day')) return then.format('HH:mm:ss');
  return then.format(then.isSame(today, 'year') ? 'MM-DD HH:mm' : 'YYYY-MM-DD');
}

export function ago(instant: Instant, now: Instant, language: Language): string {
  return dayjs(instant)
    .locale(language === 'zh' ? 'zh-cn' : 'en')
    .from(dayjs(now));
}

/** Seconds as m:ss, or h:mm:ss from an hour on: positions and durations. */
export function clockSpan(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (n: number) => String(n).padStart(2, '0');
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

/** `UTC+8` for a zone at a moment, so that a reader need not know the zone's name. */
export function zoneOffset(instant: Instant, zone = homeZone): string {
  const minutes = at(instant, zone).utcOffset();
  const sign = minutes < 0 ? '-' : '+';
  const rest = Math.abs(minutes) % 60;
  return `UTC${sign}${Math.floor(Math.abs(minutes) / 60)}${rest ? `:${String(rest).padStart(2, '0')}` : ''}`;
}

/** The moment at which clocks in a zone show this local time, written `2026-03-02T21:00`. */
export function instantOf(local: string, zone = homeZone): string {
  return dayjs.tz(local, zone).toISOString();
}

/** What clocks in a zone show at a moment, written `2026-03-02T21:00`. */
export function localTime(instant: Instant, zone = homeZone): string {
  return at(instant, zone).format('YYYY-MM-DDTHH:mm');
}
