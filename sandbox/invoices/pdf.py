"""A one-page PDF with Chinese lines, by hand: the reader brings the font (STSong-Light), as PDF allows for Chinese."""

FONT = "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [5 0 R] >>"
GLYPHS = (
    "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /FontDescriptor 6 0 R "
    "/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> >>"
)
DESCRIPTOR = (
    "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] "
    "/ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>"
)


def written(lines: list[str]) -> bytes:
    """The document."""
    text = "".join(f"<{line.encode('utf-16-be').hex()}> Tj T*\n" for line in lines)
    content = f"BT /F1 14 Tf 24 TL 60 540 Td\n{text}ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 600] /Resources << /Font << /F1 4 0 R >> >> /Contents 7 0 R >>",
        FONT,
        GLYPHS,
        DESCRIPTOR,
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
    ]
    out, places = "%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{one}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return (out + end).encode("ascii")
