import { Tooltip } from 'antd';
import { useServerNow } from '@/lib/clock';
import { useLanguage } from '@/lib/i18n';
import { ago, dateTime, homeZoneName, shortTime, zoneOffset } from '@/lib/time';

type Props = { at: string | null | undefined; zone?: string; mode?: 'ago' | 'short' | 'full' };

/** A moment: relative or short in lists, with the full time and its zone on hover. Never without a zone. */
export function TimeAgo({ at, zone = homeZoneName(), mode = 'ago' }: Props) {
  const now = useServerNow(mode === 'ago' ? 10_000 : 60_000);
  const language = useLanguage();
  if (!at) return <span className="dl-muted">—</span>;
  const full = `${dateTime(at, zone)} (${zone}, ${zoneOffset(at, zone)})`;
  const shown =
    mode === 'ago'
      ? ago(at, now, language)
      : mode === 'short'
        ? shortTime(at, now, zone)
        : dateTime(at, zone);
  return (
    <Tooltip title={full}>
      <time dateTime={at} className="dl-num dl-nowrap">
        {shown}
      </time>
    </Tooltip>
  );
}
