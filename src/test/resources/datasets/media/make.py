# SPDX-License-Identifier: Apache-2.0
"""Tiny pictures and sounds of every kind: a Python with numpy, Pillow and soundfile makes them here."""
import numpy as np
import soundfile as sf
from PIL import Image

r = np.random.default_rng(7)
noise = r.integers(0, 256, (13, 19, 4), dtype=np.uint8)
wave = np.stack([np.linspace(40, 200, 19)] * 13).astype(np.uint8)
smooth = np.stack([wave, wave[:, ::-1], np.full_like(wave, 99)], 2)

Image.fromarray(noise[:, :, :3]).save("colour.png")
Image.fromarray(noise).save("clear.png")
Image.fromarray(wave).save("grey.png")
Image.fromarray(np.stack([wave, noise[:, :, 3]], 2), mode="LA").save("grey-clear.png")
palette = Image.fromarray(noise[:, :, :3]).quantize(8)
palette.save("palette.gif", transparency=3)
Image.fromarray(noise[:, :, :3]).save("noise.webp", lossless=True)
turned = Image.Exif()
turned[274] = 6
Image.fromarray(smooth).save("turned.jpg", exif=turned)

t = np.arange(1600) / 16000
tone = 0.4 * np.sin(2 * np.pi * 440 * t) + 0.01 * r.standard_normal(t.size)
loud = np.clip(3 * tone, -1, 1)
sf.write("tone.wav", tone, 16000)
sf.write("wide.wav", np.stack([tone, -loud], 1)[:441], 44100, subtype="PCM_24")
sf.write("float.wav", (3 * tone)[:400].astype(np.float32), 8000, subtype="FLOAT")
sf.write("bytes.wav", tone[:400], 8000, subtype="PCM_U8")
sf.write("law.wav", tone[:400], 8000, subtype="ULAW")
sf.write("tone.flac", loud[:800], 16000)
sf.write("tone.aiff", tone[:400], 16000)
