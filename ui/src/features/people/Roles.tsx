import { CheckOutlined } from '@ant-design/icons';
import { Collapse, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Permission, RoleView } from '@/lib/api';
import { labelOf } from '@/lib/label';
import { EmptyState } from '@/ui/EmptyState';
import { useIsPhone } from '@/ui/useIsPhone';
import { useGrants, useRoles } from './usePeople';

/** Which role may do what: the one map the server decides by. */
export function Roles() {
  const { t } = useTranslation('people');
  const phone = useIsPhone();
  const roles = useRoles();
  if (roles.isError) return <EmptyState kind="failed" error={roles.error} onRetry={() => roles.refetch()} />;
  if (!roles.data) return <Skeleton active paragraph={{ rows: 10 }} />;
  return (
    <>
      <p className="dl-muted">{t('role.what')}</p>
      {phone ? <ByRole roles={roles.data} /> : <Matrix roles={roles.data} />}
      <TokensAlone />
    </>
  );
}

/** What no role has, and a program's token can be granted. */
function TokensAlone() {
  const { t } = useTranslation('people');
  const grants = useGrants();
  if (!grants.data?.length) return null;
  return (
    <section className="dl-card ppl-alone">
      <h3>{t('role.tokensAlone')}</h3>
      <p className="dl-muted">{t('role.tokensAloneWhy')}</p>
      <ul className="ppl-permissions">
        {grants.data.map(({ permission }) => (
          <li key={permission}>
            {labelOf(t, 'permission', permission)} <span className="dl-mono dl-muted">{permission}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Matrix({ roles }: { roles: RoleView[] }) {
  const { t } = useTranslation('people');
  const permissions = [...new Set(roles.flatMap((one) => one.permissions))].sort();
  return (
    <div className="dl-card ppl-matrix">
      <table>
        <thead>
          <tr>
            <th>{t('role.permission')}</th>
            {roles.map(({ role }) => (
              <th key={role} scope="col">
                {labelOf(t, 'role', role)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {permissions.map((permission) => (
            <tr key={permission}>
              <th scope="row">
                {labelOf(t, 'permission', permission)} <span className="dl-mono dl-muted">{permission}</span>
              </th>
              {roles.map((one) => (
                <td key={one.role}>
                  <Holds one={one} permission={permission} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Holds({ one, permission }: { one: RoleView; permission: Permission }) {
  const { t } = useTranslation('people');
  return one.permissions.includes(permission) ? (
    <CheckOutlined aria-label={t('role.yes')} />
  ) : (
    <span className="dl-skip">{t('role.no')}</span>
  );
}

function ByRole({ roles }: { roles: RoleView[] }) {
  const { t } = useTranslation('people');
  return (
    <Collapse
      items={roles.map(({ role, permissions }) => ({
        key: role,
        label: `${labelOf(t, 'role', role)} (${permissions.length})`,
        children: (
          <ul className="ppl-permissions">
            {permissions.map((permission) => (
              <li key={permission}>{labelOf(t, 'permission', permission)}</li>
            ))}
          </ul>
        ),
      }))}
    />
  );
}
