import { fireEvent, screen } from '@testing-library/react';
import * as fc from 'fast-check';
import { useState } from 'react';
import { describe, expect, it } from 'vitest';
import { DayInput } from '../../src/renderer/ui/day-input.tsx';
import { parseDay, parseTime, writeDay } from '../../src/renderer/ui/typed-time.ts';
import { installFakeBridge, renderScreen } from './render-screen.tsx';

describe('a typed day', () => {
  it('is read day first, however a person writes it', () => {
    const ways = ['04/11/2026', '4/11/2026', '4.11.2026', '4-11-2026', '4 Nov 2026', '4 november 2026', ' 2026-11-04 '];
    expect(ways.map(parseDay)).toEqual(ways.map(() => '2026-11-04'));
  });

  it('is none when the calendar has no such day', () => {
    expect(['31/11/2026', '29/02/2027', '13/13/2026', '11/2026', '4 Foo 2026', '4/11/26', ''].map(parseDay)).toEqual(
      Array(7).fill(null),
    );
    expect(parseDay('29/02/2028')).toBe('2028-02-29');
  });

  it('comes back the same when it is written and read', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }),
        (date) => {
          const day = date.toISOString().slice(0, 10);
          expect(parseDay(writeDay(day))).toBe(day);
        },
      ),
    );
  });

  it('is said back with its weekday, and a slip is told when the field is left', async () => {
    installFakeBridge({}, 'officer');
    const Form = () => {
      const [day, setDay] = useState('');
      return <DayInput label="Day" value={day} onChange={setDay} />;
    };
    await renderScreen(<Form />);
    const field = screen.getByLabelText<HTMLInputElement>('Day');
    fireEvent.change(field, { target: { value: '4/11/2026' } });
    expect(screen.getByText('Wed 4 Nov 2026')).toBeTruthy();
    expect(field.value).toBe('4/11/2026');
    fireEvent.change(field, { target: { value: '31/11/2026' } });
    expect(screen.queryByText('Such as 04/11/2026.')).toBeNull();
    fireEvent.blur(field);
    expect(screen.getByText('Such as 04/11/2026.')).toBeTruthy();
    expect(field.getAttribute('aria-invalid')).toBe('true');
  });
});

describe('a typed time', () => {
  it('is on the 24-hour clock, with or without seconds', () => {
    expect(['21:14:07', '21.14.07', '211407', '9:05', '00:00:00'].map(parseTime)).toEqual([
      '21:14:07',
      '21:14:07',
      '21:14:07',
      '09:05:00',
      '00:00:00',
    ]);
    expect(['24:00:00', '12:60', '9', '9:05 pm', ''].map(parseTime)).toEqual(Array(5).fill(null));
  });
});
