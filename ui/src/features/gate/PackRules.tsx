import { Table, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import type { RuleView } from '@/lib/api';
import { useBoth } from '@/lib/i18n';
import { labelOf } from '@/lib/label';
import { useIsPhone } from '@/ui/useIsPhone';
import { Confirmed } from './Confirmed';

export function PackRules({ rules }: { rules: RuleView[] }) {
  const phone = useIsPhone();
  const columns = useColumns();
  if (phone)
    return (
      <ul className="gt-pack-rules">
        {rules.map((rule) => (
          <RuleCard key={rule.id} rule={rule} />
        ))}
      </ul>
    );
  return <Table size="small" rowKey="id" columns={columns} dataSource={rules} pagination={false} />;
}

function useColumns(): TableColumnsType<RuleView> {
  const { t } = useTranslation('gate');
  const both = useBoth();
  return [
    {
      key: 'text',
      title: t('rule.text'),
      render: (_, rule) => (
        <>
          {both(rule.text)}
          <div className="dl-mono dl-muted">{rule.id}</div>
        </>
      ),
    },
    {
      key: 'source',
      title: t('rule.source'),
      width: '28%',
      render: (_, rule) => (
        <>
          {rule.instrument}
          {rule.article && <div className="dl-muted">{rule.article}</div>}
        </>
      ),
    },
    {
      key: 'strength',
      title: t('rule.strength'),
      width: 110,
      render: (_, rule) => labelOf(t, 'strength', rule.strength),
    },
    { key: 'mark', title: t('rule.mark'), width: 120, render: (_, rule) => <Mark rule={rule} /> },
  ];
}

function Mark({ rule }: { rule: RuleView }) {
  return (
    <span className="dl-nowrap">
      <span className="dl-mono">{rule.mark}</span>{' '}
      {rule.confirmed !== undefined && <Confirmed yes={rule.confirmed} />}
    </span>
  );
}

function RuleCard({ rule }: { rule: RuleView }) {
  const { t } = useTranslation('gate');
  const both = useBoth();
  return (
    <li>
      <p className="gt-text">{both(rule.text)}</p>
      <p className="dl-muted gt-cite">
        <span>
          {rule.instrument}
          {rule.article && ` · ${rule.article}`}
        </span>
        <span>{labelOf(t, 'strength', rule.strength)}</span>
        <Mark rule={rule} />
        <span className="dl-mono">{rule.id}</span>
      </p>
    </li>
  );
}
