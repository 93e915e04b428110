/** The master of a replay names itself so; by it the application knows that the file's date is that of its first picture. */
export const onvifMasterApp = 'Lend-A-Cam Evidence ONVIF replay master 1';
