import { Alert, Button, Drawer, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemText } from '@/lib/problemText';
import { Source } from '../packs/Source';
import { useUpload } from './useRulebooks';
import { sourceProblem } from './written';

type Props = { onClose: () => void; onShow: (hash: string) => void };

/** Brings in a draft: the text is checked on the server, and what is wrong stands beside its line. */
export function Upload({ onClose, onShow }: Props) {
  const { t } = useTranslation('rulebooks');
  const upload = useUpload();
  const [text, setText] = useState('');
  const answer = upload.data;
  return (
    <Drawer
      open
      onClose={onClose}
      title={t('upload')}
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
            type={answer.check?.publishable ? 'success' : 'warning'}
            showIcon
            title={t('accepted', { name: answer.name, version: answer.version, n: answer.rules })}
            description={
              answer.check?.publishable
                ? t('acceptedNext')
                : t('acceptedFailing', { n: answer.check?.failed ?? 0 })
            }
            action={
              <Button size="small" onClick={() => onShow(answer.hash)}>
                {t('look')}
              </Button>
            }
          />
        )}
        {answer && !answer.accepted && (
          <>
            <Alert type="error" showIcon title={t('notAccepted', { n: answer.problems.length })} />
            <Source text={upload.variables ?? ''} problems={answer.problems.map(sourceProblem)} />
          </>
        )}
      </div>
    </Drawer>
  );
}
