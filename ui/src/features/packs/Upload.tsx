import { Alert, Button, Drawer, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemText } from '@/lib/problemText';
import { Source } from './Source';
import { useUpload } from './usePacks';

/** Brings in house rules: the text is checked on the server, and what is wrong stands beside its line. */
export function Upload({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('packs');
  const upload = useUpload();
  const [text, setText] = useState('');
  const answer = upload.data;
  return (
    <Drawer
      open
      onClose={onClose}
      title={t('uploadHouse')}
      size="large"
      extra={
        <Button
          type="primary"
          disabled={!text.trim()}
          loading={upload.isPending}
          onClick={() => upload.mutate(text)}
        >
          {t('checkAndKeep')}
        </Button>
      }
    >
      <p className="dl-muted">{t('uploadWhy')}</p>
      <input
        type="file"
        accept=".yaml,.yml,text/yaml"
        aria-label={t('chooseFile')}
        className="pk-file"
        onChange={async (event) => setText((await event.target.files?.[0]?.text()) ?? '')}
      />
      <Input.TextArea
        className="dl-mono pk-editor"
        value={text}
        rows={14}
        spellCheck={false}
        placeholder={t('pasteHere')}
        aria-label={t('pasteHere')}
        onChange={(event) => setText(event.target.value)}
      />
      <div role="status">
        {upload.isError && <Alert type="error" showIcon title={problemText(t, upload.error)} />}
        {answer?.accepted && (
          <Alert
            type="success"
            showIcon
            title={t('accepted', { name: answer.name, version: answer.version, n: answer.rules })}
            description={t('acceptedNext')}
          />
        )}
        {answer && !answer.accepted && (
          <>
            <Alert
              type="error"
              showIcon
              title={t('notAccepted', { n: answer.problems.length })}
              description={answer.problems
                .filter((one) => one.line === 0)
                .map((one) => (
                  <div key={one.field + one.message} className="dl-mono">
                    {one.field}: {one.message}
                  </div>
                ))}
            />
            <Source text={upload.variables ?? ''} problems={answer.problems} />
          </>
        )}
      </div>
    </Drawer>
  );
}
