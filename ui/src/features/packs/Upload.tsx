import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { UploadText } from '@/ui/UploadText';
import { useUpload } from './usePacks';

/** Brings in house rules. */
export function Upload({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('packs');
  return (
    <UploadText
      title={t('uploadHouse')}
      why={t('uploadWhy')}
      upload={useUpload()}
      problemsOf={(answer) => answer.problems}
      kept={({ name, version, rules }) => (
        <Alert
          type="success"
          showIcon
          title={t('accepted', { name, version, n: rules })}
          description={t('acceptedNext')}
        />
      )}
      onClose={onClose}
    />
  );
}
