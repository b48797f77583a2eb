// SPDX-License-Identifier: GPL-3.0-or-later

/// Texts that pose as media and ask the demuxer to open another file.
package enum Playlists {
  /// Names and contents; each wants the file at `sibling`, or the one of that name beside it.
  package static func wanting(_ sibling: String) -> [(name: String, text: String)] {
    let name = sibling.split(separator: "/").last ?? ""
    let head = "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:10\n#EXTINF:2.0,\n"
    return [
      ("hls.mp4", "\(head)file://\(sibling)\n#EXT-X-ENDLIST\n"),
      ("hls-relative.mp4", "\(head)\(name)\n#EXT-X-ENDLIST\n"),
      ("hls-network.mp4", "\(head)http://127.0.0.1:9/\(name)\n#EXT-X-ENDLIST\n"),
      ("concat.mp4", "ffconcat version 1.0\nfile '\(name)'\nfile '\(sibling)'\n"),
      ("concat:\(name)", "ffconcat version 1.0\nfile \(name)\n"),
      (
        "session.mp4",
        "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video 9 RTP/AVP 96\n"
          + "a=rtpmap:96 H264/90000\n"
      ),
      (
        "dash.mp4",
        "<?xml version=\"1.0\"?>\n<MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\" type=\"static\" "
          + "mediaPresentationDuration=\"PT2S\"><Period><AdaptationSet mimeType=\"video/mp4\">"
          + "<Representation id=\"1\" bandwidth=\"1\"><BaseURL>file://\(sibling)</BaseURL>"
          + "<SegmentBase/></Representation></AdaptationSet></Period></MPD>\n"
      ),
      (
        "captions.mp4", "<window width=\"64\" height=\"64\">\n<a href=\"\(sibling)\"/>\n</window>\n"
      ),
    ]
  }
}
