import sharp from 'sharp'
import { inspectImage } from './domain/inspect-image.ts'
for (let i=0;i<40;i++){
 const jpeg = await sharp({ create: { width:400, height:300, channels: 3, background: 'gray', noise: { type: 'gaussian', mean: 128, sigma: 40 } } }).jpeg().toBuffer()
 const png = await sharp(jpeg).png().toBuffer(); const gif = await sharp(jpeg).gif().toBuffer()
 const m=Math.floor(png.length/2)
 const flipped = Buffer.from(png); flipped.fill(0x55, m, m+ 200)
 const t: Record<string,Buffer> = {hj:jpeg.subarray(0, jpeg.length / 2), nj: jpeg.subarray(0, jpeg.length * 0.9), hp: png.subarray(0, png.length / 2), hg: gif.subarray(0, gif.length / 2), flipped, hg9: gif.subarray(0, gif.length*0.98), hp9: png.subarray(0, png.length-20), j1: jpeg.subarray(0,jpeg.length-3)}
 for (const [k,v] of Object.entries(t)) { try { await inspectImage(v,'f'); console.log(i,k,'accepted') } catch {} }
}
console.log('x done x')
