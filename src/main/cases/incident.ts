import type { CameraSystem } from '../../shared/model.ts';
import { addDays, daysBetween, wallClockDay } from '../time.ts';

/**
 * The day from which a recorder may have overwritten an incident: Standard 4G keeps at most four weeks (CoP 3.7),
 * IDCAM 35 days (CoP 3.13); the code does not say for IC-POD, so it is a setting.
 */
export const overwriteOn = (
  occurredAt: string,
  system: CameraSystem,
  days: Readonly<Record<CameraSystem, number>>,
): string => addDays(wallClockDay(occurredAt), days[system]);

/** Days left to retrieve; zero or less means it may be gone already. */
export const daysLeft = (today: string, overwriteDay: string): number => daysBetween(today, overwriteDay);
