export interface StillRequest {
  readonly requester: string;
  readonly necessity: string;
  readonly particulars: string;
}

export const emptyRequest: StillRequest = { requester: '', necessity: '', particulars: '' };

/** What is still missing in a request, by field, in words. */
export function missingIn(request: StillRequest): Partial<Record<keyof StillRequest, string>> {
  return {
    ...(request.requester.trim() === '' && { requester: 'Name the SNO who asks for the still.' }),
    ...(request.necessity.trim() === '' && { necessity: 'Say why the still is necessary.' }),
    ...(request.particulars.trim() === '' && { particulars: 'Say what the still is to show.' }),
  };
}
