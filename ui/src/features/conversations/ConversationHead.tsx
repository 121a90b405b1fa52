import { Link } from '@tanstack/react-router';
import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ConversationView } from '@/lib/api';
import { useServerNow } from '@/lib/clock';
import { labelOf } from '@/lib/label';
import { clockSpan } from '@/lib/time';
import { CopyId } from '@/ui/CopyId';
import { PageHeader } from '@/ui/PageHeader';
import { StatusDot } from '@/ui/StatusDot';
import { TimeAgo } from '@/ui/TimeAgo';
import { ExportRedacted } from './ExportRedacted';

export function ConversationHead({ view }: { view: ConversationView }) {
  const { t } = useTranslation('conversations');
  const row = view.conversation;
  const live = row.status === 'live';
  return (
    <PageHeader
      title={t('headline', {
        staff: row.staffName,
        person: row.personName,
        kind: labelOf(t, 'kind', row.kind),
      })}
      tags={
        <>
          <StatusDot tone={live ? 'good' : 'quiet'} pulse={live}>
            {labelOf(t, 'conversationStatus', row.status)}
          </StatusDot>
          {row.unscreenedCount > 0 && (
            <Tag className="tr-unscreened" title={t('unscreened.why')}>
              {t('unscreened.count', { n: row.unscreenedCount })}
            </Tag>
          )}
        </>
      }
      actions={<ExportRedacted of={{ conversationIds: [row.id] }} />}
      sub={
        <span className="cv-sub">
          <Link to="/cases/$id" params={{ id: row.caseId }}>
            {t('case')} {row.caseReference}
          </Link>
          <span>{labelOf(t, 'direction', row.direction)}</span>
          <TimeAgo at={row.startedAt} mode="full" />
          <span>
            {live ? (
              <Elapsed since={row.startedAt} />
            ) : (
              row.durationSeconds !== null && clockSpan(row.durationSeconds)
            )}
          </span>
          {row.teamName && <span>{row.teamName}</span>}
          {view.outcome && <span>{t('outcome', { outcome: labelOf(t, 'outcome', view.outcome) })}</span>}
          <CopyId value={row.id} />
        </span>
      }
    />
  );
}

export function Elapsed({ since }: { since: string }) {
  const now = useServerNow(1000);
  return <span className="dl-num">{clockSpan((now - Date.parse(since)) / 1000)}</span>;
}
