import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { OverviewView } from '@/lib/api';
import { useCan } from '@/lib/session';

type Measures = { conversations: number; findings: number; averageScore: number | null };
type Row = Measures & { key: string; name: ReactNode };

export function TeamTable({ teams }: { teams: OverviewView['byTeam'] }) {
  const { t } = useTranslation('overview');
  return (
    <Rows
      first={t('team')}
      rows={teams.map((team) => ({ ...team, key: team.teamId, name: team.teamName }))}
    />
  );
}

export function StaffTable({ staff }: { staff: OverviewView['byStaff'] }) {
  const { t } = useTranslation('overview');
  const readable = useCan('conversation.read');
  const rows = staff.map((one) => ({
    ...one,
    key: one.staffId,
    name: readable ? (
      <Link to="/conversations" search={{ staffId: one.staffId }}>
        {one.staffName}
      </Link>
    ) : (
      one.staffName
    ),
  }));
  return (
    <div className="ov-scroll">
      <Rows first={t('staff')} rows={rows} />
    </div>
  );
}

function Rows({ first, rows }: { first: string; rows: Row[] }) {
  const { t } = useTranslation('overview');
  if (rows.length === 0) return <p className="dl-muted">{t('noConversations')}</p>;
  return (
    <table className="ov-table">
      <thead>
        <tr>
          <th>{first}</th>
          <th>{t('conversations')}</th>
          <th>{t('findingsShort')}</th>
          <th>{t('averageScore')}</th>
        </tr>
      </thead>
      <tbody className="dl-num">
        {rows.map((row) => (
          <tr key={row.key}>
            <td>{row.name}</td>
            <td>{row.conversations}</td>
            <td>{row.findings}</td>
            <td>{row.averageScore === null ? '—' : row.averageScore.toFixed(1)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
