import { Button, Form, Input, Modal, Skeleton, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type TeamView } from '@/lib/api';
import { EmptyState } from '@/ui/EmptyState';
import { useSubmit } from '@/ui/useSubmit';
import { useTeams } from './usePeople';

export function Teams() {
  const { t } = useTranslation('people');
  const teams = useTeams();
  const [creating, setCreating] = useState(false);
  return (
    <>
      <div className="ppl-bar">
        <Button type="primary" onClick={() => setCreating(true)}>
          {t('team.create')}
        </Button>
      </div>
      {teams.isError ? (
        <EmptyState kind="failed" error={teams.error} onRetry={() => teams.refetch()} />
      ) : !teams.data ? (
        <Skeleton active />
      ) : teams.data.length === 0 ? (
        <EmptyState kind="nothing-yet" title={t('team.none')}>
          {t('team.noneWhy')}
        </EmptyState>
      ) : (
        <Table<TeamView>
          size="middle"
          rowKey="id"
          dataSource={teams.data}
          pagination={false}
          columns={[
            { key: 'name', title: t('team.name'), dataIndex: 'name' },
            {
              key: 'members',
              title: t('team.members'),
              dataIndex: 'memberCount',
              align: 'right',
              className: 'dl-num',
            },
          ]}
        />
      )}
      {creating && <CreateTeam onClose={() => setCreating(false)} />}
    </>
  );
}

function CreateTeam({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('people');
  const [form] = Form.useForm<{ name: string }>();
  const { submit, busy } = useSubmit(form, (given) => api.post<TeamView>('/teams', given));
  const create = async () => {
    if (await submit()) onClose();
  };
  return (
    <Modal
      open
      title={t('team.create')}
      okText={t('create')}
      confirmLoading={busy}
      onOk={create}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" onFinish={create}>
        <Form.Item
          name="name"
          label={t('team.name')}
          rules={[{ required: true, whitespace: true, message: t('team.nameMissing') }]}
        >
          <Input autoFocus maxLength={64} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
