import { expect, type Locator } from '@playwright/test';

/**
 * Chooses an option of a select and sees it chosen. The list unfolds over some frames and closes when the page behind it
 * draws itself anew, so a reader who finds nothing chosen opens it again; what counts is what stands in the select.
 */
export async function choose(select: Locator, name: string): Promise<void> {
  const list = select
    .page()
    .locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option', {
      hasText: name,
    });
  const chosen = select.getByTitle(name).or(select.getByText(name)).first();
  await expect(async () => {
    if (!(await list.isVisible())) await select.click({ timeout: 2_000 });
    await list.click({ timeout: 3_000 });
    await expect(chosen).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 30_000 });
  await expect(list).toBeHidden();
}
