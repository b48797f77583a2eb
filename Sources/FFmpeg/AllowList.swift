// SPDX-License-Identifier: GPL-3.0-or-later

/// The demuxers and decoders that footage and music need; every other one is out of reach of a hostile file.
///
/// Names are FFmpeg's. A name that this build of FFmpeg lacks does no harm.
enum AllowList {
  static let demuxers = [
    // Phones, action cameras, drones, cinema cameras; music from shops.
    "mov", "mp4", "m4a", "3gp", "3g2", "mj2",
    // Screen recorders, browsers, archives.
    "matroska", "webm",
    // AVCHD and broadcast cameras; DVDs and hard-disk camcorders.
    "mpegts", "mpeg", "mxf",
    // Older compact cameras, webcams and Windows programs.
    "avi", "asf", "dv",
    // Streams without a container, which drones and test benches leave.
    "h264", "hevc", "m4v", "mpegvideo", "ivf", "obu",
    // Music.
    "mp3", "flac", "wav", "ogg", "aac", "aiff", "w64",
  ]

  static let decoders = videoDecoders + audioDecoders

  /// All decoders as FFmpeg wants them.
  static let text = decoders.joined(separator: ",")

  static let videoDecoders = [
    // Cameras of today.
    "h264", "hevc", "prores", "dnxhd", "cfhd",
    // The web.
    "vp8", "vp9", "libdav1d", "av1", "theora",
    // Camcorders, discs and broadcast.
    "mpeg1video", "mpeg2video", "dvvideo",
    // Compact cameras and phones before 2010.
    "mjpeg", "mpeg4", "h263", "msmpeg4v1", "msmpeg4v2", "msmpeg4", "wmv1", "wmv2", "wmv3", "vc1",
  ]

  static let audioDecoders = [
    // Compressed music and camera sound.
    "aac", "aac_latm", "mp3float", "mp3", "mp2float", "mp2", "opus", "libopus", "vorbis", "flac",
    "alac", "ac3", "eac3",
    // Windows programs and old phones.
    "wmav1", "wmav2", "wmapro", "amrnb", "libopencore_amrnb", "amrwb", "libopencore_amrwb",
    "adpcm_ima_wav", "adpcm_ima_qt", "adpcm_ms",
    // Plain samples.
    "pcm_u8", "pcm_s8", "pcm_s16le", "pcm_s16be", "pcm_s24le", "pcm_s24be", "pcm_s32le",
    "pcm_s32be", "pcm_f32le", "pcm_f32be", "pcm_f64le", "pcm_f64be", "pcm_alaw", "pcm_mulaw",
    "pcm_dvd", "pcm_bluray",
  ]
}
