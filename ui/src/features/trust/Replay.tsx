import { CheckCircleFilled, CloseCircleFilled, ExclamationCircleFilled } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Alert, Button, Input, Space } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type ReplayView } from '@/lib/api';
import { labelOf } from '@/lib/label';
import { problemText } from '@/lib/problemText';
import { dateTime } from '@/lib/time';
import { CopyId } from '@/ui/CopyId';
import './trust.css';

const icons = { same: CheckCircleFilled, different: CloseCircleFilled, impossible: ExclamationCircleFilled };

/** Decides a stored decision again and compares, to the byte. Looking leaves an entry, so nothing runs by itself. */
export function Replay() {
  const { t } = useTranslation('trust');
  const { decision } = useSearch({ from: '/shell/gate' });
  const navigate = useNavigate({ from: '/gate' });
  const [id, setId] = useState(decision ?? '');
  const replay = useMutation({
    mutationFn: () => api.post<ReplayView>(`/contacts/decisions/${encodeURIComponent(id.trim())}/replay`),
    onSuccess: () => navigate({ search: (now) => ({ ...now, decision: id.trim() }), replace: true }),
  });
  return (
    <div className="tr">
      <section className="dl-card">
        <h2>{t('replay.title')}</h2>
        <p className="dl-muted">{t('replay.sub')}</p>
        <Space.Compact className="tr-decide">
          <Input
            className="dl-mono"
            aria-label={t('replay.decision')}
            placeholder="dc…"
            value={id}
            onChange={(e) => setId(e.target.value)}
            onPressEnter={() => id.trim() && replay.mutate()}
          />
          <Button
            type="primary"
            disabled={!id.trim()}
            loading={replay.isPending}
            onClick={() => replay.mutate()}
          >
            {t('replay.run')}
          </Button>
        </Space.Compact>
        {replay.isError && (
          <Alert className="tr-alert" type="error" showIcon title={problemText(t, replay.error)} />
        )}
      </section>
      {replay.data && <Answer view={replay.data} />}
    </div>
  );
}

function Answer({ view }: { view: ReplayView }) {
  const { t } = useTranslation('trust');
  const outcome = view.outcome in icons ? (view.outcome as keyof typeof icons) : 'impossible';
  const Icon = icons[outcome];
  return (
    <section className={`dl-card tr-replay ${outcome}`} aria-live="polite">
      <p className="tr-word">
        <Icon /> <strong>{t(`replay.${outcome}`)}</strong>
      </p>
      {view.reason && <p>{view.reason}</p>}
      <dl className="tr-facts">
        <dt>{t('replay.asked')}</dt>
        <dd className="dl-num">
          {dateTime(view.askedAt)} · {labelOf(t, 'verdict', view.verdict)} ·{' '}
          <Link to="/cases/$id" params={{ id: view.caseId }}>
            {t('replay.case')}
          </Link>
        </dd>
        {view.storedHash && (
          <>
            <dt>{t('replay.stored')}</dt>
            <dd>
              <CopyId value={view.storedHash} head={24} />
            </dd>
          </>
        )}
        {view.replayedHash && (
          <>
            <dt>{t('replay.again')}</dt>
            <dd>
              <CopyId value={view.replayedHash} head={24} />
            </dd>
          </>
        )}
        {view.decision && (
          <>
            <dt>{t('replay.packs')}</dt>
            <dd className="dl-mono">
              {view.decision.packs.map((pack) => `${pack.name} ${pack.version}`).join(', ')}
            </dd>
          </>
        )}
        <dt>{t('replay.zoneData')}</dt>
        <dd className="dl-mono">{view.zoneData ?? view.zoneDataHere}</dd>
      </dl>
      {view.zoneData && view.zoneData !== view.zoneDataHere && (
        <Alert type="warning" showIcon title={t('replay.otherZoneData', { here: view.zoneDataHere })} />
      )}
      {view.differences.length > 0 && (
        <table className="tr-table">
          <thead>
            <tr>
              <th scope="col">{t('replay.field')}</th>
              <th scope="col">{t('replay.then')}</th>
              <th scope="col">{t('replay.now')}</th>
            </tr>
          </thead>
          <tbody>
            {view.differences.map((one) => (
              <tr key={one.field}>
                <th scope="row">{one.field}</th>
                <td>{one.stored ?? '–'}</td>
                <td>{one.replayed ?? '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
