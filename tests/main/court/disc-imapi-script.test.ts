/// <reference types="emscripten" />
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { Language, Parser } from 'web-tree-sitter';
import { ImapiLine } from '../../../src/main/platform/disc-imapi-answers.ts';
import { imageStreamSource, imapiScript } from '../../../src/main/platform/disc-imapi-script.ts';

// There is no Windows where this is tested: what can be known of the script without one is checked on its text.

const grammar = fileURLToPath(import.meta.resolve('tree-sitter-powershell/tree-sitter-powershell.wasm'));

test('it is PowerShell by the letter of the grammar', async () => {
  await Parser.init();
  const parser = new Parser().setLanguage(await Language.load(grammar));
  const isSound = (text: string): boolean => parser.parse(text)?.rootNode.hasError === false;
  expect(isSound(imapiScript)).toBe(true);
  for (const broken of ['exit 1\n}', "say = 'ready' }", '($index = 0;'])
    expect(isSound(imapiScript.replace(broken, ''))).toBe(false);
});

/** The members of the interfaces, as Microsoft documents them (imapi2.h: IDiscMaster2, IDiscRecorder2, IDiscFormat2Data). */
const documented: Readonly<Record<string, readonly string[]>> = {
  master: ['Count', 'Item', 'IsSupportedEnvironment'],
  recorder: [
    ...['EjectMedia', 'CloseTray', 'AcquireExclusiveAccess', 'ReleaseExclusiveAccess', 'DisableMcn', 'EnableMcn'],
    ...['InitializeDiscRecorder', 'ActiveDiscRecorder', 'VendorId', 'ProductId', 'ProductRevision', 'VolumeName'],
    ...['VolumePathNames', 'DeviceCanLoadMedia', 'LegacyDeviceNumber', 'SupportedFeaturePages', 'CurrentFeaturePages'],
    ...['SupportedProfiles', 'CurrentProfiles', 'SupportedModePages', 'ExclusiveAccessOwner'],
  ],
  format: [
    ...['IsRecorderSupported', 'IsCurrentMediaSupported', 'MediaPhysicallyBlank', 'MediaHeuristicallyBlank'],
    ...['SupportedMediaTypes', 'Recorder', 'BufferUnderrunFreeDisabled', 'PostgapAlreadyInImage'],
    ...['CurrentMediaStatus', 'WriteProtectStatus', 'TotalSectorsOnMedia', 'FreeSectorsOnMedia', 'NextWritableAddress'],
    ...['StartAddressOfPreviousSession', 'LastWrittenAddressOfPreviousSession', 'ForceMediaToBeClosed'],
    ...['DisableConsumerDvdCompatibilityMode', 'CurrentPhysicalMediaType', 'ClientName', 'RequestedWriteSpeed'],
    ...['RequestedRotationTypeIsPureCAV', 'CurrentWriteSpeed', 'CurrentRotationTypeIsPureCAV', 'SupportedWriteSpeeds'],
    ...['SupportedWriteSpeedDescriptors', 'ForceOverwrite', 'MultisessionInterfaces', 'Write', 'CancelWrite'],
    'SetWriteSpeed',
  ],
};

/** Which kind of object a variable of the script holds. */
const kindOf: Readonly<Record<string, string>> = {
  support: 'format',
  master: 'master',
  recorder: 'recorder',
  format: 'format',
};

test('it asks IMAPI2 for nothing that Microsoft does not document', () => {
  const direct = [...imapiScript.matchAll(/\$(master|recorder|format|support)\.(\w+)/g)];
  const read = [...imapiScript.matchAll(/Read-(?:Property|PropertyOrNull|OfMedia) \$(recorder|format) '(\w+)'/g)];
  const opened = [...imapiScript.matchAll(/\((Open-Recorder) \$request\.id\)\.(\w+)/g)];
  expect(direct.length).toBeGreaterThanOrEqual(8);
  expect(read).toHaveLength(
    [...imapiScript.matchAll(/Read-(?:Property|PropertyOrNull|OfMedia) \$(?!object|format \$name)/g)].length,
  );
  const asked = [...direct, ...read, ...opened].map(([, holder = '', member = '']) => ({
    kind: holder === 'Open-Recorder' ? 'recorder' : (kindOf[holder] ?? holder),
    member,
  }));
  expect(asked.filter(({ kind, member }) => documented[kind]?.includes(member) !== true)).toEqual([]);
  expect(imageStreamSource.match(/InvokeMember\("(\w+)"/)?.[1]).toBe('Write');
  expect([...imapiScript.matchAll(/-ComObject (\S+)/g)].map(([, name = '']) => name).toSorted()).toEqual([
    'IMAPI2.MsftDiscFormat2Data',
    'IMAPI2.MsftDiscFormat2Data',
    'IMAPI2.MsftDiscMaster2',
    'IMAPI2.MsftDiscRecorder2',
  ]);
});

test('every line it can write is one the application reads, name for name', () => {
  const said = new Map(
    [...imapiScript.matchAll(/@\{\s*say = '(\w+)'(.*?)\}(?=\s|$)/gs)].map(([, say = '', rest = '']) => [
      say,
      ['say', ...[...rest.matchAll(/(?:;|\n)\s*(\w+) = /g)].map(([, name = '']) => name)].toSorted(),
    ]),
  );
  const known = new Map(
    ImapiLine.options.map((option) => [option.shape.say.value as string, Object.keys(option.shape).toSorted()]),
  );
  expect(said).toEqual(known);
  const drive = ImapiLine.options.flatMap((option) => ('drives' in option.shape ? [option.shape.drives.element] : []));
  expect(drive).toHaveLength(1);
  const names = Object.keys(drive[0]?.shape ?? {}).toSorted();
  const found = imapiScript.slice(
    imapiScript.indexOf('function Find-Drives'),
    imapiScript.indexOf('function Read-Media'),
  );
  expect([...found.matchAll(/^ {6}(\w+) = /gm)].map(([, name = '']) => name).toSorted()).toEqual(names);
});

test('it closes the disc, writes only to a blank one, and begins only on the word of the application', () => {
  const write = imapiScript.slice(imapiScript.indexOf('function Write-Disc'), imapiScript.indexOf('\ntry {'));
  const at = (text: string): number => {
    expect(write).toContain(text);
    return write.indexOf(text);
  };
  const order = [
    "'The disc is not blank.'",
    'ForceMediaToBeClosed = $true',
    "'ready'",
    'ReadByte() -ne 10',
    '.WriteBy(',
  ];
  expect(order.map(at)).toEqual(order.map(at).toSorted((a, b) => a - b));
  expect(at('$image.Left -ne 0')).toBeLessThan(at("'written'"));
});

test('nothing of it is run as text, reaches for a file or the network, or is too long for a variable', () => {
  expect(imapiScript).not.toMatch(
    /Invoke-Expression|iex |Invoke-Web|Net\.|Out-File|Set-Content|IO\.File|Start-Process/,
  );
  for (const text of [imapiScript, imageStreamSource]) {
    expect(text.length).toBeLessThan(32_000); // 32767 with the name
    expect(text).toMatch(/^[\x20-\x7e\n]*$/); // no code page can change it
  }
});
