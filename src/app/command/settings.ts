// Sets the number of licences by hand, and switches Unlimited Administration Mode on and off.
import type { Result } from '../../base/result.ts';
import type { NotActed, SettingDeed } from '../../vault/command.ts';
import { idOf, nameOf } from '../../vault/members.ts';
import { allowed, no, plan, putPart, type Desk, type Plan } from './desk.ts';

type Answer = Result<Plan, NotActed>;

/** Plans what is done to the installation as a whole. */
export function planSetting(desk: Desk, deed: SettingDeed): Answer {
  if (deed.kind === 'setLicences') return setLicences(desk, deed.licences);
  const may = allowed(desk, 'Administer Configuration Unlimited Admin');
  if (!may.ok) return may;
  const note = deed.note.trim();
  const isOn = desk.vault.unlimited !== undefined;
  if (deed.kind === 'switchUnlimitedOff')
    return plan(isOn ? [{ type: 'VaultSetting', id: 'unlimited' }] : []);
  if (isOn) return plan([]);
  if (note === '')
    return no(
      'Unlimited Administration Mode asks for a note.',
      'Write why it is switched on; everybody sees it, and the audit keeps it.',
      { field: 'note' },
    );
  if (desk.permissions.has('Unlimited Administrator'))
    return no(
      `${nameOf(desk.actor)} could use the mode too, and two people must be needed: one switches it on, another uses it.`,
      'Act as somebody who lacks the role permission Unlimited Administrator.',
      { field: 'as', simulated: true },
    );
  const value = { since: desk.at, by: idOf(desk.actor), note };
  return plan([putPart('VaultSetting', 'unlimited', { value })]);
}

function setLicences(desk: Desk, licences: number): Answer {
  const may = allowed(desk, 'Administer Users');
  if (!may.ok) return may;
  if (!Number.isInteger(licences) || licences < 1 || licences > 1_000_000)
    return no(
      'The number of licences is a whole number from 1 to 1,000,000.',
      'Write such a number.',
      { field: 'licences' },
    );
  return plan(
    desk.vault.licences === licences
      ? []
      : [putPart('VaultSetting', 'licences', { value: licences })],
  );
}
