/** A QR code of a text as a PNG picture. The library is loaded when somebody needs one. */
export async function qrCode(text: string): Promise<Buffer> {
  const { toBuffer } = await import('qrcode');
  return await toBuffer(text, { type: 'png', errorCorrectionLevel: 'M', scale: 6 });
}
