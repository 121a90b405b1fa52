import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Checkbox, type TableColumnsType } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { itemsOf, type StaffView, usePages } from '@/lib/api';
import { labelOf } from '@/lib/label';
import { useCan } from '@/lib/session';
import { Can } from '@/ui/Can';
import { DataTable } from '@/ui/DataTable';
import { FilterBar } from '@/ui/FilterBar';
import { StatusDot } from '@/ui/StatusDot';
import { TimeAgo } from '@/ui/TimeAgo';
import { ChangeStaff } from './ChangeStaff';
import { CreateStaff } from './CreateStaff';
import { StaffStanding, StandingWarning } from './StaffStanding';
import { StateStaffStanding } from './StateStaffStanding';
import { useStaffStandings } from './usePeople';

/** Who works here, what they may do, in which team. */
export function Staff() {
  const { t } = useTranslation('people');
  const { inactive } = useSearch({ from: '/shell/people' });
  const navigate = useNavigate({ from: '/people' });
  const query = usePages<StaffView>('/staff', {});
  const [changing, setChanging] = useState<StaffView | null>(null);
  const [stating, setStating] = useState<StaffView | null>(null);
  const [creating, setCreating] = useState(false);
  const standings = useStaffStandings();
  const manages = useCan('staff.manage');
  const open = manages ? setChanging : setStating;
  const shown = useShown(query, inactive ?? false);
  const standingOf = (one: StaffView) => (
    <StaffStanding one={one} standing={standings.get(one.id)} onState={setStating} />
  );
  return (
    <>
      <FilterBar
        active={false}
        onClear={() => {}}
        end={
          <Can do="staff.manage">
            <Button type="primary" onClick={() => setCreating(true)}>
              {t('staff.create')}
            </Button>
          </Can>
        }
      >
        <Checkbox
          checked={inactive ?? false}
          onChange={(event) =>
            navigate({ search: (now) => ({ ...now, inactive: event.target.checked || undefined }) })
          }
        >
          {t('staff.inactiveToo')}
        </Checkbox>
      </FilterBar>
      <StandingWarning staff={itemsOf(query)} standings={standings} />
      <DataTable
        query={shown}
        columns={useColumns(open, standingOf)}
        rowKey={(one) => one.id}
        onRow={open}
        card={(one) => <StaffCard one={one} onChange={open} standing={standingOf(one)} />}
      />
      {creating && <CreateStaff onClose={() => setCreating(false)} />}
      {changing && <ChangeStaff one={changing} onClose={() => setChanging(null)} />}
      {stating && (
        <StateStaffStanding
          one={stating}
          standing={standings.get(stating.id)}
          onClose={() => setStating(null)}
        />
      )}
    </>
  );
}

/** The same list without those who left; the server keeps them, as the ledger names them. */
function useShown(query: ReturnType<typeof usePages<StaffView>>, inactive: boolean): typeof query {
  if (inactive || !query.data) return query;
  const pages = query.data.pages.map((page) => ({
    ...page,
    items: page.items.filter((one) => one.active),
    total: null,
  }));
  return { ...query, data: { ...query.data, pages } } as typeof query;
}

function useColumns(
  onChange: (one: StaffView) => void,
  standingOf: (one: StaffView) => ReactNode,
): TableColumnsType<StaffView> {
  const { t } = useTranslation('people');
  return [
    {
      key: 'name',
      title: t('column.name'),
      render: (_, one) => (
        // The row opens on a click; this is the way there by keyboard.
        <Button type="link" className="ppl-name" onClick={() => onChange(one)}>
          {one.displayName}
        </Button>
      ),
    },
    {
      key: 'signIn',
      title: t('column.signIn'),
      render: (_, one) => <span className="dl-mono">{one.signInName}</span>,
    },
    { key: 'roles', title: t('column.roles'), render: (_, one) => <RoleWords one={one} /> },
    {
      key: 'team',
      title: t('column.team'),
      render: (_, one) => one.teamName ?? <span className="dl-muted">—</span>,
    },
    { key: 'standing', title: t('standing.column'), render: (_, one) => standingOf(one) },
    { key: 'active', title: t('column.active'), render: (_, one) => <Active one={one} /> },
    {
      key: 'since',
      title: t('column.since'),
      render: (_, one) => <TimeAgo at={one.createdAt} mode="short" />,
    },
  ];
}

function RoleWords({ one }: { one: StaffView }) {
  const { t } = useTranslation();
  return (
    <span className="ppl-roles">
      {one.roles.map((role) => (
        <span key={role}>{labelOf(t, 'role', role)}</span>
      ))}
    </span>
  );
}

function Active({ one }: { one: StaffView }) {
  const { t } = useTranslation('people');
  return (
    <StatusDot tone={one.active ? 'good' : 'quiet'}>{one.active ? t('active') : t('inactive')}</StatusDot>
  );
}

function StaffCard({
  one,
  onChange,
  standing,
}: {
  one: StaffView;
  onChange: (one: StaffView) => void;
  standing: ReactNode;
}) {
  return (
    <div className="ppl-card">
      <div>
        <Button type="link" className="ppl-name" onClick={() => onChange(one)}>
          {one.displayName}
        </Button>
        <Active one={one} />
      </div>
      <div className="dl-muted">
        <span className="dl-mono">{one.signInName}</span>
        <span>{one.teamName}</span>
      </div>
      <div>
        <RoleWords one={one} />
        {standing}
      </div>
    </div>
  );
}
