import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { RulebookDeskView, RulebookState } from '@/lib/api';
import { useBoth } from '@/lib/i18n';
import { dateTime } from '@/lib/time';
import { StatusDot, type Tone } from '@/ui/StatusDot';

export const stateTones: Record<RulebookState, Tone> = {
  published: 'good',
  awaiting: 'warn',
  draft: 'quiet',
  offered: 'quiet',
  retired: 'quiet',
};

/** Every version, newest first: what inspects, what waits, drafts, and what inspected before. */
export function VersionList({ desk, chosen }: { desk: RulebookDeskView; chosen: string | undefined }) {
  const { t } = useTranslation('rulebooks');
  const both = useBoth();
  const waiting = desk.awaiting.length;
  return (
    <nav className="pk-list" aria-label={t('list')}>
      <Link
        to="/rulebooks"
        search={{}}
        className={`pk-desk${chosen ? '' : ' chosen'}`}
        aria-current={chosen ? undefined : 'page'}
      >
        {t('desk')}
        {waiting > 0 && <span className="pk-waiting">{t('waiting', { n: waiting })}</span>}
      </Link>
      <section aria-label={t('list')}>
        {desk.versions.map((one) => (
          <Link
            key={one.hash}
            to="/rulebooks"
            search={{ hash: one.hash }}
            className={one.hash === chosen ? 'chosen' : ''}
            aria-current={one.hash === chosen ? 'page' : undefined}
          >
            <span>
              {both(one.title)} <b className="dl-num">{one.version}</b>
            </span>
            <StatusDot tone={stateTones[one.state]}>
              {one.inForce
                ? t('inForce')
                : one.state === 'published' && one.effectiveFrom
                  ? t('countsFrom', { at: dateTime(one.effectiveFrom).slice(0, 16) })
                  : t(`state.${one.state}`)}
            </StatusDot>
            <span className="dl-num dl-muted">
              {t('ruleCount', { n: one.rules })} · {one.authorName ?? t('ships')}
            </span>
          </Link>
        ))}
      </section>
    </nav>
  );
}
