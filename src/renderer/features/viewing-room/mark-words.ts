/** What a bookmark is for, where it is an end of a clip. */
export const markWords = {
  'clip-from': 'First picture of a clip',
  'clip-to': 'Last picture of a clip',
} as const;
