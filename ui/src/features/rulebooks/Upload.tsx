import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { UploadText } from '@/ui/UploadText';
import { useUpload } from './useRulebooks';
import { sourceProblem } from './written';

type Props = { onClose: () => void; onShow: (hash: string) => void };

/** Brings in a draft, and says whether it may be proposed. */
export function Upload({ onClose, onShow }: Props) {
  const { t } = useTranslation('rulebooks');
  return (
    <UploadText
      title={t('upload')}
      why={t('uploadWhy')}
      upload={useUpload()}
      problemsOf={(answer) => answer.problems.map(sourceProblem)}
      kept={({ name, version, rules, hash, check }) => (
        <Alert
          type={check?.publishable ? 'success' : 'warning'}
          showIcon
          title={t('accepted', { name, version, n: rules })}
          description={
            check?.publishable ? t('acceptedNext') : t('acceptedFailing', { n: check?.failed ?? 0 })
          }
          action={
            <Button size="small" onClick={() => onShow(hash)}>
              {t('look')}
            </Button>
          }
        />
      )}
      onClose={onClose}
    />
  );
}
