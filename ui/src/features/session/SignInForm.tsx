import { LockOutlined, UserOutlined } from '@ant-design/icons';
import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem, type SignInRequest } from '@/lib/api';
import { useSignIn } from '@/lib/session';

/** Name and password. The institution only matters where a server holds several. */
export function SignInForm({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation('session');
  const signIn = useSignIn();
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [busy, setBusy] = useState(false);
  const [several, setSeveral] = useState(false);
  const submit = async (request: SignInRequest) => {
    setBusy(true);
    setProblem(null);
    try {
      await signIn(request);
      onDone();
    } catch (error) {
      setProblem(error instanceof ApiProblem ? error : new ApiProblem(0, {}));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Form<SignInRequest> layout="vertical" size="large" requiredMark={false} onFinish={submit}>
      {problem && <Alert type="error" showIcon title={t(reasonOf(problem))} style={{ marginBottom: 16 }} />}
      <Form.Item name="name" label={t('name')} rules={[{ required: true, message: t('nameMissing') }]}>
        <Input
          prefix={<UserOutlined />}
          autoComplete="username"
          autoFocus
          autoCapitalize="none"
          spellCheck={false}
        />
      </Form.Item>
      <Form.Item
        name="password"
        label={t('password')}
        rules={[{ required: true, message: t('passwordMissing') }]}
      >
        <Input.Password prefix={<LockOutlined />} autoComplete="current-password" />
      </Form.Item>
      <Button type="primary" htmlType="submit" block loading={busy}>
        {t('submit')}
      </Button>
      {several ? (
        <Form.Item
          name="institution"
          label={t('institution')}
          extra={t('institutionWhy')}
          style={{ marginTop: 16 }}
        >
          <Input />
        </Form.Item>
      ) : (
        <Button type="link" block onClick={() => setSeveral(true)}>
          {t('institutionAsk')}
        </Button>
      )}
    </Form>
  );
}

function reasonOf(problem: ApiProblem): string {
  if (problem.status === 0 || problem.status >= 500) return 'unreachable';
  if (problem.status === 429) return 'tooMany';
  return 'refused';
}
