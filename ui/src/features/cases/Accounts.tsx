import { Descriptions } from 'antd';
import { useTranslation } from 'react-i18next';
import { useRegionName } from '@/features/packs/useRegionName';
import type { AccountView } from '@/lib/api';
import { Money } from '@/ui/Money';
import { attributeRows } from './attributes';

export function Accounts({ accounts }: { accounts: AccountView[] }) {
  const { t } = useTranslation('cases');
  if (accounts.length === 0) return <p className="dl-muted">{t('noAccounts')}</p>;
  return accounts.map((account) => <Account key={account.id} account={account} />);
}

function Account({ account }: { account: AccountView }) {
  const { t } = useTranslation('cases');
  const region = useRegionName();
  const items = [
    [
      'reference',
      <span key="r" className="dl-mono">
        {account.reference}
      </span>,
    ],
    ['product', account.product],
    ['balance', <Money key="b" value={account.balance} />],
    ['principal', <Money key="p" value={account.principal} />],
    ['creditLimit', <Money key="l" value={account.creditLimit} />],
    [
      'daysPastDue',
      <span key="d" className="dl-num">
        {t('days', { n: account.daysPastDue })}
      </span>,
    ],
    ['dueDate', account.dueDate],
    ['openedOn', account.openedOn],
    ['region', account.region],
    ['law', account.law && region(account.law)],
  ] as const;
  return (
    <Descriptions
      bordered
      size="small"
      className="cs-account"
      column={{ xs: 1, sm: 1, md: 2, xl: 3 }}
      items={[
        ...items.map(([key, children]) => ({ key, label: t(`account.${key}`), children: children || '—' })),
        ...attributeRows(account.attributes).map(([name, value]) => ({
          key: `attribute-${name}`,
          label: t(`attribute.${name}`, { defaultValue: name }),
          children: value,
        })),
      ]}
    />
  );
}
