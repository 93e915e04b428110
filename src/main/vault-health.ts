import type { Output } from '../shared/contract.ts';
import { AppError } from '../shared/failure.ts';
import { readVaultFile } from './vault/vault-file.ts';

type Standing = Pick<Output<'app.state'>, 'phase' | 'notice'>;

const GONE =
  'The vault was here and is not there any more: its disk is gone, or its folder was moved. Nothing was deleted by the application.';

/**
 * Whether the vault can be opened at all. What was found damaged stays so until somebody asks to try again: an
 * application that offers the sign-in once more, or a set-up, invites people to make it worse.
 */
export function createVaultHealth(vaultFolder: string, onChange: () => void) {
  let damage: string | null = null;
  let wasSeen = false;

  return {
    /** How things stand while nobody is signed in. Throws AppError('unavailable') when the disk cannot be asked. */
    async read(): Promise<Standing> {
      if (damage !== null) return { phase: 'damaged', notice: damage };
      try {
        await readVaultFile(vaultFolder);
        wasSeen = true;
        return { phase: 'signed-out', notice: null };
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        if (error.code === 'integrity') return { phase: 'damaged', notice: error.message };
        if (error.code !== 'not-found') throw error;
        return wasSeen ? { phase: 'damaged', notice: GONE } : { phase: 'set-up', notice: null };
      }
    },

    /** Keeps what opening or using the vault met, if it was damage of the vault as a whole. */
    note(error: unknown): void {
      if (!(error instanceof AppError) || error.code !== 'integrity') return;
      damage = error.message;
      onChange();
    },

    /** Somebody has seen to the cause: the vault may be asked again. */
    forget(): null {
      damage = null;
      onChange();
      return null;
    },
  };
}
