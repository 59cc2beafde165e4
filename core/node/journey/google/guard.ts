import type { Google } from '../../../../gsheets/api/google';
import type { GuardOptions } from '../../../../gsheets/rest';

/** How a plan's tabs are guarded: the account that syncs must be among those who may write on them, or it locks itself out. */
export const guardOf = async (google: Google, lockedTabs: readonly string[]): Promise<GuardOptions> => {
  const account = await google.account();
  return { lockedTabs, ...(account.ok && { editor: account.value }) };
};
