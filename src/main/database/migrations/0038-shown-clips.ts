import type { Migration } from '../migration.ts';
import { filling, type Indexed, of, REF, SHOWN, SHOWN_CLIPS, SHOWN_STILLS, triggers } from './0030-oversight.ts';

// Clips before a court: what was really shown of one is kept apart from what was shown of its recording, since a masked
// clip covers what the recording shows; and a showing is found by the numbers of its clips.

const viewings: Indexed = {
  register: 'viewings',
  words: of(
    'viewings',
    ...['number', SHOWN, SHOWN_STILLS, SHOWN_CLIPS, REF, 'viewer', 'purpose', 'reason', 'outcome_note'],
  ),
  from: { viewings: ['id', 'outcome_note'], viewing_recordings: ['viewing_id', 'recording_id'] },
};

const TABLES = Object.keys(viewings.from);

export const migration: Migration = {
  number: 38,
  name: 'shown clips',
  sql: `
ALTER TABLE watched ADD COLUMN clip_id TEXT REFERENCES clips (id);
CREATE TRIGGER watched_of_shown_clip BEFORE INSERT ON watched
  WHEN NEW.clip_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM clips WHERE id = NEW.clip_id AND recording_id = NEW.recording_id)
BEGIN SELECT RAISE(ABORT, 'a clip is a part of its own recording'); END;
${TABLES.map((table) => `DROP TRIGGER search_viewings_of_${table}_0; DROP TRIGGER search_viewings_of_${table}_1;`).join('\n')}
DELETE FROM search_words WHERE rowid IN (SELECT number FROM search_things WHERE register = 'viewings');
DELETE FROM search_things WHERE register = 'viewings';
${filling(viewings)}
${triggers(viewings)}
`,
};
